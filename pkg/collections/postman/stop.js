// An error thrown here would not stop the request: Newman and Postman's runner send it all the same, and a skipped one is
// missing in reports. So the failure is a failed test with its message, and the request is left without an address.
function stopRequest(error, owner = pm) {
  owner.test('jwtmint: the request was not sent. ' + error.message, () => {
    throw error
  })
  owner.request.url = ''
}
