import Curl

/// What the tests may connect to; everything else of 127/8 plays the internal network.
let loopbackPolicy: AddressPolicy = {
  guard let prefixes = try? [AddressPrefix("127.0.0.1/32"), AddressPrefix("127.0.1.0/24")] else {
    fatalError("the ranges are well-formed")
  }
  return AddressPolicy(allowing: prefixes)
}()

func request(
  _ url: WebURL, _ method: HTTPRequest.Method = .get, headers: [HTTPHeader] = [],
  limits: TransferLimits = TransferLimits(), policy: AddressPolicy = loopbackPolicy
) -> HTTPRequest {
  HTTPRequest(url: url, method: method, headers: headers, limits: limits, addressPolicy: policy)
}

/// One transfer to its end.
func transfer(
  _ url: String, _ method: HTTPRequest.Method = .get, headers: [HTTPHeader] = [],
  limits: TransferLimits = TransferLimits(), policy: AddressPolicy = loopbackPolicy,
  on queue: TransferQueue = TransferQueue()
) throws -> Result<HTTPResponse, TransferError> {
  queue.add(request(try WebURL(url), method, headers: headers, limits: limits, policy: policy), id: 0)
  return completion(of: queue)
}

func completion(of queue: TransferQueue) -> Result<HTTPResponse, TransferError> {
  while true {
    if let done = queue.next(within: .seconds(10)) { return done.result }
  }
}

/// Why one transfer failed; nil where it did not.
func failure(
  of url: String, limits: TransferLimits = TransferLimits(), policy: AddressPolicy = loopbackPolicy
) throws -> TransferError? {
  if case .failure(let error) = try transfer(url, limits: limits, policy: policy) { error } else { nil }
}
