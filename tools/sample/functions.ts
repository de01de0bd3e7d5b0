import { codeDigest, dateOf, ec2Id, uuid } from './ids.ts'
import { grant, named, type PolicyDocument, policy } from './policy.ts'
import { idsOf, type Vpc } from './vpc.ts'
import type { AccountWriter } from './writer.ts'

export interface LambdaFunction {
  readonly name: string
  readonly role: string
  readonly runtime?: string
  readonly handler?: string
  /** Values are placeholders: what counts is the names. */
  readonly environment?: { readonly [name: string]: string }
  readonly url?: 'NONE' | 'AWS_IAM'
  /** The resource policy that the console adds to a public URL is missing. */
  readonly urlNotGranted?: true
  /** Services that may invoke it, with the ARN they come from. */
  readonly invokedBy?: readonly (readonly [service: string, source: string])[]
  readonly network?: { readonly vpc: Vpc; readonly subnets: readonly string[]; readonly group: string }
  readonly tracing?: true
  readonly timeout?: number
}

export const functionArn = (account: string, region: string, name: string): string =>
  `arn:aws:lambda:${region}:${account}:function:${name}`

/** Writes what Lambda answers in one region. */
export function writeFunctions(
  out: AccountWriter,
  region: string,
  functions: readonly LambdaFunction[],
): void {
  out.list(
    region,
    'lambda list-functions',
    'Functions',
    functions.map((one) => configuration(out.account, region, one)),
  )
  for (const one of functions) writeAccess(out, region, one)
  out.list(region, 'lambda list-event-source-mappings', 'EventSourceMappings', [])
}

function configuration(account: string, region: string, one: LambdaFunction) {
  const { name, runtime = 'nodejs22.x', environment, network } = one
  return {
    FunctionName: name,
    FunctionArn: functionArn(account, region, name),
    Runtime: runtime,
    Role: `arn:aws:iam::${account}:role/${one.role}`,
    Handler: one.handler ?? (runtime.startsWith('python') ? 'app.handler' : 'index.handler'),
    CodeSize: 20_000 + name.length * 731,
    Description: '',
    Timeout: one.timeout ?? 30,
    MemorySize: 512,
    LastModified: dateOf(`function/${account}/${name}`),
    CodeSha256: codeDigest(name),
    Version: '$LATEST',
    ...(network === undefined
      ? {}
      : {
          VpcConfig: {
            SubnetIds: network.subnets.map(idsOf(account, network.vpc).subnet),
            SecurityGroupIds: [idsOf(account, network.vpc).group(network.group)],
            VpcId: idsOf(account, network.vpc).vpc,
            Ipv6AllowedForDualStack: false,
          },
        }),
    ...(environment === undefined ? {} : { Environment: { Variables: environment } }),
    TracingConfig: { Mode: one.tracing ? 'Active' : 'PassThrough' },
    RevisionId: uuid(`revision/${account}/${name}`),
    PackageType: 'Zip',
    Architectures: ['arm64'],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
  }
}

function writeAccess(out: AccountWriter, region: string, one: LambdaFunction): void {
  const { account } = out
  const document = policyOf(account, region, one)
  if (document === null) out.refused(region, 'lambda get-policy', 'ResourceNotFoundException', one.name)
  else {
    const answer = { Policy: JSON.stringify(document), RevisionId: uuid(`policy/${account}/${one.name}`) }
    out.put(region, 'lambda get-policy', answer, one.name)
  }
  if (one.url === undefined) {
    out.refused(region, 'lambda get-function-url-config', 'ResourceNotFoundException', one.name)
    return
  }
  const host = ec2Id('u', `${account}/${one.name}`).slice(2)
  const url = {
    FunctionUrl: `https://${host}.lambda-url.${region}.on.aws/`,
    FunctionArn: functionArn(account, region, one.name),
    AuthType: one.url,
    CreationTime: dateOf(`url/${account}/${one.name}`),
    LastModifiedTime: dateOf(`url/${account}/${one.name}`),
    InvokeMode: 'BUFFERED',
  }
  out.put(region, 'lambda get-function-url-config', url, one.name)
}

/** A public URL needs both statements: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
function policyOf(account: string, region: string, one: LambdaFunction): PolicyDocument | null {
  const arn = functionArn(account, region, one.name)
  const publicUrl =
    one.url === 'NONE' && !one.urlNotGranted
      ? [
          named(
            'FunctionURLAllowPublicAccess',
            grant('*', 'lambda:InvokeFunctionUrl', arn, {
              StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' },
            }),
          ),
          named(
            'FunctionURLAllowInvokeAction',
            grant('*', 'lambda:InvokeFunction', arn, { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } }),
          ),
        ]
      : []
  const services = (one.invokedBy ?? []).map(([service, source]) =>
    named(
      `Allow${service[0]?.toUpperCase()}${service.slice(1)}`,
      grant({ Service: `${service}.amazonaws.com` }, 'lambda:InvokeFunction', arn, {
        ArnLike: { 'AWS:SourceArn': source },
      }),
    ),
  )
  const statements = [...publicUrl, ...services]
  return statements.length === 0 ? null : policy(...statements)
}
