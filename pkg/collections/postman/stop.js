// An error thrown here would not stop the request: Newman and Postman's runner send it all the same. So the failure is
// counted as a failed test, with its message, and the request is skipped.
function stopRequest(error) {
  const message = 'jwtmint: the request was not sent. ' + error.message
  pm.test(message, function () {
    throw error
  })
  pm.execution.skipRequest()
}
