/** AWS partition of a region. https://docs.aws.amazon.com/general/latest/gr/rande.html */
export function awsPartition(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn'
  if (region.startsWith('us-gov-')) return 'aws-us-gov'
  return 'aws'
}

/** ARN of a resource that its service names only by id: `arn:aws:ec2:<region>:<account>:<resource>`. */
export const regionalArn = (
  where: { readonly account: string; readonly region: string },
  service: string,
  resource: string,
): string => `arn:${awsPartition(where.region)}:${service}:${where.region}:${where.account}:${resource}`

/** The part after the last slash: the name in most ARNs. */
export const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)

/** Node id of an inline policy. */
export const inlinePolicyId = (identity: string, name: string): string => `${identity}#inline/${name}`
/** Node id of an access key, which has no ARN. */
export const accessKeyId = (user: string, key: string): string => `${user}#access-key/${key}`

/** The key's ARN, of what may be an ARN or a key id; undefined for an alias, which only its key's service resolves. */
export function keyArn(
  key: string | undefined,
  where: { readonly account: string; readonly region: string },
): string | undefined {
  if (key === undefined || key.includes('alias/')) return undefined
  if (key.startsWith('arn:')) return key
  return where.region === 'global' ? undefined : regionalArn(where, 'kms', `key/${key}`)
}

/** The role's ARN, of what may be an ARN or a name; a role named without its ARN is taken to have no path. */
export function roleArn(
  role: string | undefined,
  where: { readonly account: string; readonly region: string },
): string | undefined {
  if (role === undefined || role === '' || role.startsWith('arn:')) return role || undefined
  return `arn:${awsPartition(where.region)}:iam::${where.account}:role/${role}`
}
