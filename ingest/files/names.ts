/**
 * Shorter names by which an export may file what an ARN names: an OIDC provider by its URL, a secret without the
 * random suffix that its ARN ends in, an App Runner service without its id, most things by the last part.
 */
export function namesOf(resource: string): readonly string[] {
  if (resource.startsWith('/subscriptions/')) return [azureName(resource)]
  if (!resource.startsWith('arn:')) return []
  const local = resource.split(':').slice(5).join(':')
  const afterColon = local.slice(local.indexOf(':') + 1)
  const afterSlash = local.slice(local.indexOf('/') + 1)
  const service = resource.split(':')[2]
  const named = [afterColon, afterSlash]
  if (service === 'secretsmanager') named.push(afterColon.replace(/-[A-Za-z0-9]{6}$/, ''))
  if (service === 'apprunner') named.push(afterSlash.replace(/\/[0-9a-f]{32}$/, ''))
  return [...new Set(named)]
}

/**
 * `group~type~name`, for what is part of a resource `group~resource~type~name`: a Resource Manager id is too long for
 * the name of a file.
 */
export function azureName(id: string): string {
  const parts = id.toLowerCase().split('/')
  // …/providers/<provider>/<type>/<name>/<type>/<name>: the names of what it is part of
  const above = parts.slice(8, -2).filter((_, at) => at % 2 === 0)
  return [parts[4] ?? '', ...above, ...parts.slice(-2)].join('~')
}
