import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers'
import { z } from 'zod'
import { distinctBy } from '../../graph/group-by.ts'
import type { ApiCalls } from '../collector.ts'
import { awsSource, type ClientOptions } from './client.ts'
import { refuseUndeclared } from './guard.ts'
import { AwsSetupError, explainSetup } from './setup-error.ts'
import { listOf } from './shapes.ts'

/** Which accounts and regions are read, and as whom. */
export interface AwsOptions {
  /** Of the shared configuration files; else the default credential chain. */
  readonly profile?: string | undefined
  /** Else every region that is enabled for the account. */
  readonly regions?: readonly string[] | undefined
  /** A role in each further account. */
  readonly roleArns?: readonly string[] | undefined
  readonly externalId?: string | undefined
  /** Else all that there are collectors for. */
  readonly services?: readonly string[] | undefined
  /** Else AWS_ENDPOINT_URL, else AWS. */
  readonly endpointUrl?: string | undefined
  readonly maxAttempts?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** One account as it will be read. */
export interface Session {
  readonly account: string
  readonly regions: readonly string[]
  /** Where the partition answers for its global services. */
  readonly homeRegion: string
  clientOptions(region: string): ClientOptions
}

/** Calls that find out who and where we are; AssumeRole is made only with --role-arn. */
export const SESSION_CALLS = {
  'sts get-caller-identity': { permission: '' },
  'sts assume-role': { permission: 'sts:AssumeRole', per: 'RoleArn' },
  'ec2 describe-regions': { permission: 'ec2:DescribeRegions' },
} as const satisfies ApiCalls

const HOME_REGIONS: { readonly [partition: string]: string } = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
}

const callerIdentity = z.object({ Account: z.string().regex(/^\d{12}$/), Arn: z.string() })
const regionList = z.object({ Regions: listOf(z.object({ RegionName: z.string() })) })

/**
 * The accounts to read: that of the credentials, and that of each role.
 * @throws AwsSetupError for credentials, roles, regions or endpoints that do not work, with what to do.
 */
export async function openSessions(options: AwsOptions): Promise<readonly Session[]> {
  const region = firstRegion(options)
  const provided = fromNodeProviderChain(options.profile === undefined ? {} : { profile: options.profile })
  const sessions = [await openSession(options, clientOptions(options, region, provided))]
  for (const role of options.roleArns ?? []) {
    sessions.push(
      await openSession(options, clientOptions(options, region, assumed(options, role, region)), role),
    )
  }
  // A role in the account of the credentials replaces them there.
  return distinctBy(sessions, ({ account }) => account)

  function assumed({ externalId, signal: _, ...rest }: AwsOptions, role: string, at: string) {
    const { endpoint } = clientOptions(rest, at, undefined)
    return fromTemporaryCredentials({
      masterCredentials: provided,
      params: {
        RoleArn: role,
        RoleSessionName: 'chokepoint',
        ...(externalId === undefined ? {} : { ExternalId: externalId }),
      },
      clientConfig: { region: at, ...(endpoint === undefined ? {} : { endpoint }) },
      clientPlugins: [
        {
          applyToStack: (stack) => refuseUndeclared(stack, 'sts', new Set(['AssumeRoleCommand'])),
        },
      ],
    })
  }
}

async function openSession(options: AwsOptions, client: ClientOptions, role?: string): Promise<Session> {
  const source = awsSource(SESSION_CALLS, { ...client, maxAttempts: 3 })
  try {
    const identity = callerIdentity.parse(await source.call('sts get-caller-identity'))
    const homeRegion = HOME_REGIONS[identity.Arn.split(':')[1] ?? 'aws'] ?? client.region
    const listed =
      options.regions ??
      regionList.parse(await source.call('ec2 describe-regions')).Regions.map((region) => region.RegionName)
    return {
      account: identity.Account,
      regions: [...new Set(listed)].sort(),
      homeRegion,
      clientOptions: (region) => ({ ...client, region }),
    }
  } catch (error) {
    throw explainSetup(error, { endpoint: client.endpoint, profile: options.profile, role })
  }
}

function clientOptions(options: AwsOptions, region: string, credentials: unknown): ClientOptions {
  const endpoint = options.endpointUrl ?? process.env.AWS_ENDPOINT_URL
  return {
    region,
    credentials,
    ...(endpoint === undefined || endpoint === '' ? {} : { endpoint: validEndpoint(endpoint) }),
    ...(options.maxAttempts === undefined ? {} : { maxAttempts: options.maxAttempts }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  }
}

function validEndpoint(endpoint: string): string {
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    throw new AwsSetupError('usage', `endpoint ${endpoint} is not an http or https address`)
  }
  return endpoint
}

function firstRegion({ regions }: AwsOptions): string {
  const wrong = regions?.find((region) => !/^[a-z]{2}(-[a-z]+)+-\d+$/.test(region))
  if (wrong !== undefined) throw new AwsSetupError('usage', `${wrong} is not the name of an AWS region`)
  return regions?.[0] ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1'
}
