import { ApiError } from '../collector.ts'
import { codeOf, isUnreachable } from './errors.ts'

/** Nothing could be read at all; the message says in one line why and what to do. */
export class AwsSetupError extends Error {
  override readonly name = 'AwsSetupError'
  readonly kind: 'usage' | 'credentials' | 'unreachable'
  constructor(kind: AwsSetupError['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

interface Attempted {
  readonly endpoint: string | undefined
  readonly profile: string | undefined
  readonly role: string | undefined
}

/** Why the first calls to an account failed, for the person at the terminal. */
export function explainSetup(error: unknown, attempted: Attempted): unknown {
  if (error instanceof AwsSetupError || !(error instanceof ApiError)) return error
  const cause = error.cause ?? error
  const code = codeOf(cause)
  const say = (kind: AwsSetupError['kind'], message: string) => new AwsSetupError(kind, message, { cause })
  if (isUnreachable(cause)) {
    const where = attempted.endpoint ?? 'AWS'
    return say(
      'unreachable',
      `cannot reach ${where} (${code}): check the network, the proxy and --endpoint-url`,
    )
  }
  if (attempted.role !== undefined && error.state === 'DENIED') {
    return say(
      'credentials',
      `may not assume ${attempted.role}: its trust policy must admit the caller (and --external-id match), and the caller needs sts:AssumeRole`,
    )
  }
  if (/CredentialsProviderError|TokenProviderError/.test(code)) {
    const which = attempted.profile === undefined ? '' : ` for profile ${attempted.profile}`
    return say(
      'credentials',
      `found no AWS credentials${which}: run "aws configure" or "aws sso login", or set AWS_PROFILE or pass --profile`,
    )
  }
  if (error.state === 'EXPIRED') {
    return say(
      'credentials',
      `the AWS credentials have expired (${code}): sign in again, for example with "aws sso login"`,
    )
  }
  if (error.state === 'DENIED' && error.message.includes('describe-regions')) {
    return say('credentials', 'may not list regions (needs ec2:DescribeRegions): name them with --region')
  }
  if (error.state === 'UNSUPPORTED' || error.state === 'DENIED') {
    return say(
      'credentials',
      `AWS does not accept these credentials (${code}): check the access key, the profile and the clock`,
    )
  }
  return say('unreachable', `AWS gave no usable answer: ${error.message}`)
}
