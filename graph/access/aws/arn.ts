export interface Arn {
  readonly partition: string
  readonly service: string
  readonly region: string
  readonly account: string
  /** Everything after the fifth colon. */
  readonly resource: string
}

/** The parts of an ARN, or null for other text. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function parseArn(text: string): Arn | null {
  const [scheme, partition, service, region, account, ...resource] = text.split(':')
  if (scheme !== 'arn' || resource.length === 0) return null
  if (partition === undefined || service === undefined || region === undefined || account === undefined)
    return null
  return { partition, service, region, account, resource: resource.join(':') }
}

/** The last part of a path: `name` of `user/path/name`. */
export const lastSegment = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
