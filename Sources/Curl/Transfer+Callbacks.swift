import CCurl

extension Transfer {
  /// Hands libcurl the functions below. They run only inside `curl_multi_perform`, while the queue owns the transfer.
  func setCallbacks() -> Bool {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    return unsafe pw_set_data_callback(handle, CURLOPT_HEADERFUNCTION, headerArrived) == CURLE_OK
      && pw_set_data_callback(handle, CURLOPT_WRITEFUNCTION, bodyArrived) == CURLE_OK
      && pw_set_open_callback(handle, socketWanted) == CURLE_OK
      && pw_set_request_callback(handle, requestReady) == CURLE_OK
      && pw_set_pointer(handle, CURLOPT_HEADERDATA, context) == CURLE_OK
      && pw_set_pointer(handle, CURLOPT_WRITEDATA, context) == CURLE_OK
      && pw_set_pointer(handle, CURLOPT_OPENSOCKETDATA, context) == CURLE_OK
      && pw_set_pointer(handle, CURLOPT_PREREQDATA, context) == CURLE_OK
  }

  fileprivate static func from(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    unsafe context.map { unsafe Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }
}

private func headerArrived(
  _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  let bytes = unsafe UnsafeRawBufferPointer(start: data, count: count)
  return unsafe Transfer.from(context)?.receive(line: bytes) == true ? count : 0
}

private func bodyArrived(
  _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  let bytes = unsafe UnsafeRawBufferPointer(start: data, count: count)
  switch unsafe Transfer.from(context)?.receive(body: bytes) {
  case .taken: return count
  case .pause: return Int(CURL_WRITEFUNC_PAUSE)
  case .refused, nil: return 0
  }
}

/// Before a socket is opened: no packet goes to a blocked address.
private func socketWanted(
  _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype,
  _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
  guard let address = unsafe address, let transfer = unsafe Transfer.from(context) else {
    return CURL_SOCKET_BAD
  }
  var bytes = [UInt8](repeating: 0, count: 16)
  let length = unsafe pw_copy_address(address, &bytes)
  guard transfer.permits(IPAddress(bytes: bytes.prefix(Int(length)))) else { return CURL_SOCKET_BAD }
  return unsafe pw_open_socket(address)
}

/// Before the request is sent: once more for the address that the connection has led to, should it ever be one that was kept.
private func requestReady(
  _ context: UnsafeMutableRawPointer?, _ address: UnsafeMutablePointer<CChar>?,
  _ ownAddress: UnsafeMutablePointer<CChar>?, _ port: Int32, _ ownPort: Int32
) -> Int32 {
  guard let address = unsafe address, let transfer = unsafe Transfer.from(context) else {
    return CURL_PREREQFUNC_ABORT
  }
  return unsafe transfer.permits(IPAddress(String(cString: address)))
    ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}
