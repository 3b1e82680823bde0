import Bytes

/// Start tags and end tags outside of values.
extension XMLFeedReader {
  mutating func start(_ tag: XMLTag) {
    let attributes = self.attributes(of: tag)
    declare(attributes)
    let parent = stack[stack.count - 1]
    let defaultNamespace = self.defaultNamespace(attributes, parent)
    // The root was found by its local name, whatever its namespace.
    let known =
      isOpened
      ? element(tag, defaultNamespace: defaultNamespace)
      : vocabulary.element(.core, XMLName(bytes, tag.localName))
    var tag = tag
    if known?.element.isStructure == true, tag.isFalselyEmpty(in: bytes) { tag.isEmpty = false }
    if known?.element == .item { closeOpenItem() }
    if deeperThanLimit > 0, known?.element.isStructure != true { return countDeeper(tag) }
    var opened = stack[stack.count - 1].child(tag, known?.element)
    opened.defaultNamespace = defaultNamespace
    guard let known else { return push(opened, tag, attributes) }
    switch known.element {
    case .rss, .rdf, .feed, .channel: startStructure(known.element, opened, tag, attributes)
    case .item: startItem(opened, tag, attributes)
    case .image, .textInput, .source, .contributor, .wrapper: push(opened, tag, attributes)
    case .author where isPersonConstruct(tag):
      opened.element = .person
      push(opened, tag, attributes)
    default: value(known, tag, attributes, parent: parent)
    }
  }

  private mutating func push(_ element: OpenElement, _ tag: XMLTag, _ attributes: TagAttributes) {
    guard !tag.isEmpty else { return }
    guard stack.count < limits.depth else { return countDeeper(tag) }
    var element = element
    element.packedName = XMLName(bytes, tag.name)
    if attributes.has(.base) {
      bases.append(base(attributes))
      element.base = bases.count - 1
    }
    stack.append(element)
  }

  /// Closes the element that stands there and all inside of it.
  private mutating func pop(from index: Int) {
    stack.removeSubrange(index...)
    bases.removeSubrange((stack[index - 1].base + 1)...)
  }

  /// What the tag resolves relative links against.
  func base(_ attributes: TagAttributes) -> String {
    let outer = bases[bases.count - 1]
    return attributes[.base].map { URLReference.resolve($0, against: outer) } ?? outer
  }

  /// Passes over an element that stands too deep, and remembers to pass over its end.
  private mutating func countDeeper(_ tag: XMLTag) {
    if !tag.isEmpty { deeperThanLimit += 1 }
    scanner.note(.depthLimit)
  }

  private mutating func startStructure(
    _ element: FeedElement, _ opened: OpenElement, _ tag: XMLTag, _ attributes: TagAttributes
  ) {
    if !isOpened { feed.format = format(of: element, tag, attributes) }
    isOpened = true
    if let language = attributes[.language] {
      channel.setLanguage(language.replacing("_", with: "-"), rank: 50)
    }
    push(opened, tag, attributes)
  }

  private mutating func startItem(_ opened: OpenElement, _ tag: XMLTag, _ attributes: TagAttributes) {
    isInItem = true
    if let about = attributes[.about] { item.setID(about, rank: 1) }
    if let language = attributes[.language] {
      item.setLanguage(language.replacing("_", with: "-"), rank: 50)
    }
    if tag.isEmpty { closeItem() } else { push(opened, tag, attributes) }
  }

  mutating func end(_ tag: XMLTag) {
    guard let index = openIndex(of: tag), index > 0 else {
      if deeperThanLimit > 0 { deeperThanLimit -= 1 } else { scanner.note(.unmatchedTag) }
      return
    }
    if deeperThanLimit > 0, stack[index].element?.isStructure != true {
      deeperThanLimit -= 1
      return
    }
    deeperThanLimit = 0
    if index != stack.count - 1 { scanner.note(.unmatchedTag) }
    if stack[index].element == .person, !stack[index].isOpaque {
      closePerson(rank: stack[index - 1].penalty)
    }
    if isInItem, isItemOpen(from: index) { closeItem() }
    pop(from: index)
  }

  private func isItemOpen(from index: Int) -> Bool {
    for place in index..<stack.count where stack[place].element == .item { return true }
    return false
  }

  /// An item that begins inside of another ends that one.
  private mutating func closeOpenItem() {
    guard isInItem, let index = stack.lastIndex(where: { $0.element == .item }) else { return }
    scanner.note(.unmatchedTag)
    pop(from: index)
    closeItem()
  }

  mutating func closeItem() {
    guard isInItem else { return }
    isInItem = false
    let finished = item.take()
    if feed.items.count < limits.items {
      feed.items.append(finished)
    } else {
      scanner.note(.itemLimit)
    }
  }

  /// Where the innermost open element of the end tag's name stands.
  private func openIndex(of tag: XMLTag) -> Int? {
    let packed = XMLName(bytes, tag.name)
    return stack.lastIndex { open in
      open.packedName == packed && (packed != .unknown || Markup.isSameName(open.name, tag.name, in: bytes))
    }
  }

  /// Whether some open item, entry, channel or feed has that name.
  func closesStructure(_ tag: XMLTag) -> Bool {
    let bytes = bytes
    return stack.contains {
      $0.element?.isStructure == true && Markup.isSameName($0.name, tag.name, in: bytes)
    }
  }
}

// MARK: - Names

extension XMLFeedReader {
  private mutating func attributes(of tag: XMLTag) -> TagAttributes {
    guard tag.attributes.count > 2 else { return .none }
    return TagAttributes(tag, in: bytes, limit: limits.attributes, scanner: &scanner)
  }

  private mutating func declare(_ attributes: TagAttributes) {
    for (prefix, uri) in attributes.declarations { namespaces.declare(prefix, as: uri) }
  }

  /// What a name without a prefix means inside of the element.
  ///
  /// A feed's root may claim any namespace at all (many a tool made one up), an element further in may not.
  private func defaultNamespace(_ attributes: TagAttributes, _ parent: OpenElement) -> Namespace {
    guard let uri = attributes.defaultNamespace else { return parent.defaultNamespace }
    let namespace = Namespace(uri: uri)
    return namespace == .foreign && (stack.count <= 2 || uri.isEmpty) ? .core : namespace
  }

  mutating func element(_ tag: XMLTag, defaultNamespace: Namespace) -> RankedElement? {
    let name = XMLName(bytes, tag.localName)
    guard tag.colon != nil else { return vocabulary.element(defaultNamespace, name) }
    let (namespace, isDeclared) = namespaces.namespace(of: tag.prefix, in: bytes)
    if !isDeclared { scanner.note(.undeclaredPrefix) }
    return vocabulary.element(namespace, name)
  }
}
