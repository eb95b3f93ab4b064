require('./lib/jwtmint-workflow.js').afterResponse(bru, req, res, (file) => require('./lib/' + file))
