import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { environmentProps, traceVariables, variablesOf } from '../variables.ts'
import { keyArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { imageSource, relateCode } from './code-source.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from './shapes.ts'

const LIST = 'apprunner list-services'
const SERVICE = 'apprunner describe-service'

const serviceList = z.object({
  ServiceSummaryList: listOf(
    z.object({
      ServiceName: z.string(),
      ServiceArn: z.string(),
      ServiceUrl: textOrNone,
      Status: textOrNone,
      CreatedAt: timeOrNone,
    }),
  ),
})
export type AppRunnerService = z.output<typeof serviceList>['ServiceSummaryList'][number]

const texts = z.record(z.string(), z.string()).nullish()
const configuration = {
  RuntimeEnvironmentVariables: texts,
  RuntimeEnvironmentSecrets: texts,
  StartCommand: textOrNone,
}

const detail = z.object({
  Service: z.object({
    InstanceConfiguration: z.object({ InstanceRoleArn: textOrNone }).nullish(),
    SourceConfiguration: z
      .object({
        AutoDeploymentsEnabled: z.boolean().nullish(),
        AuthenticationConfiguration: z.object({ AccessRoleArn: textOrNone }).nullish(),
        ImageRepository: z
          .object({
            ImageIdentifier: textOrNone,
            ImageConfiguration: z.object(configuration).nullish(),
          })
          .nullish(),
        CodeRepository: z
          .object({
            RepositoryUrl: textOrNone,
            CodeConfiguration: z
              .object({
                CodeConfigurationValues: z.object({ ...configuration, BuildCommand: textOrNone }).nullish(),
              })
              .nullish(),
          })
          .nullish(),
      })
      .nullish(),
    NetworkConfiguration: z
      .object({ IngressConfiguration: z.object({ IsPubliclyAccessible: z.boolean().nullish() }).nullish() })
      .nullish(),
    EncryptionConfiguration: z.object({ KmsKey: textOrNone }).nullish(),
  }),
})
type Detail = z.output<typeof detail>['Service']

/** Services, the role their code acts as and the image or repository it comes from. */
export const apprunner = defineCollector({
  provider: 'aws',
  service: 'apprunner',
  scope: 'region',
  calls: {
    [LIST]: { permission: 'apprunner:ListServices' },
    [SERVICE]: { permission: 'apprunner:DescribeService', per: 'ServiceArn' },
  },
  async *collect(context) {
    const { ServiceSummaryList } = serviceList.parse((await context.call(LIST)) ?? {})
    yield* context.map(ServiceSummaryList, async (one) => {
      const answer = await context.attempt(SERVICE, { ServiceArn: one.ServiceArn })
      return serviceRecords(context.partition, one, answer)
    })
  },
})

/** `answer`: undefined when the service could not be described. */
export function serviceRecords(partition: PartitionId, one: AppRunnerService, answer: unknown): Records {
  const records = new RecordBuilder()
  const id = one.ServiceArn
  const service = answer ? detail.parse(answer).Service : undefined
  records.node(
    'AwsAppRunnerService',
    id,
    nodeProps(partition, one.ServiceName, {
      status: one.Status,
      url: one.ServiceUrl,
      createdAt: one.CreatedAt,
      ...(service === undefined ? {} : settings(service)),
    }),
  )
  const source = service?.SourceConfiguration
  records.relate(id, 'HAS_EXECUTION_ROLE', service?.InstanceConfiguration?.InstanceRoleArn)
  records.relate(id, 'HAS_SERVICE_ROLE', source?.AuthenticationConfiguration?.AccessRoleArn)
  records.relate(id, 'USES_KEY', keyArn(service?.EncryptionConfiguration?.KmsKey, partition))
  relateCode(records, id, [imageSource(source?.ImageRepository?.ImageIdentifier)])
  return records
}

function settings(service: Detail) {
  const source = service.SourceConfiguration
  const image = source?.ImageRepository
  const values = source?.CodeRepository?.CodeConfiguration?.CodeConfigurationValues
  const running = image?.ImageConfiguration ?? values
  const commands = [running?.StartCommand ?? '', values?.BuildCommand ?? '']
  return {
    instanceRole: service.InstanceConfiguration?.InstanceRoleArn ?? null,
    accessRole: source?.AuthenticationConfiguration?.AccessRoleArn ?? null,
    image: image?.ImageIdentifier ?? null,
    repository: source?.CodeRepository?.RepositoryUrl ?? null,
    autoDeployments: source?.AutoDeploymentsEnabled ?? undefined,
    public: service.NetworkConfiguration?.IngressConfiguration?.IsPubliclyAccessible ?? undefined,
    ...environmentProps(traceVariables(variablesOf(running?.RuntimeEnvironmentVariables), ...commands)),
    secretNames: Object.keys(running?.RuntimeEnvironmentSecrets ?? {}).sort(),
  }
}
