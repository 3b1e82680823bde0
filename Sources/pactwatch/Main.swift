@main
struct Pactwatch {
  static func main() {}
}
