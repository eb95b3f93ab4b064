if (typeof jwtmintWorkflow !== 'undefined') jwtmintWorkflow.afterResponse(pm, jwtmintOptions(pm))
