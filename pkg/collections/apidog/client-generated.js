authorise(pm.variables.get('clientKey'))
