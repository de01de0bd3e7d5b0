export interface Arn {
  readonly partition: string
  readonly service: string
  readonly region: string
  readonly account: string
  /** Everything after the fifth colon. */
  readonly resource: string
}

type Parts = readonly [
  scheme: string,
  partition: string,
  service: string,
  region: string,
  account: string,
  ...resource: string[],
]

const isArn = (parts: readonly string[]): parts is Parts => parts[0] === 'arn' && parts.length > 5

/** The parts of an ARN, or null for other text. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function parseArn(text: string): Arn | null {
  const parts = text.split(':')
  if (!isArn(parts)) return null
  const [, partition, service, region, account, ...resource] = parts
  return { partition, service, region, account, resource: resource.join(':') }
}

/** The last part of a path: `name` of `user/path/name`. */
export const lastSegment = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
