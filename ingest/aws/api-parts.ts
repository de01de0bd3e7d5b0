import { groupBy } from '../../graph/group-by.ts'
import type { Value } from '../../graph/snapshot/records.ts'
import type { PartitionId } from '../collector.ts'
import { awsPartition } from './arns.ts'
import type { RecordBuilder } from './builder.ts'
import { nodeProps } from './shapes.ts'

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html */
export const apiArn = ({ region }: PartitionId, path: string): string =>
  `arn:${awsPartition(region)}:apigateway:${region}::/${path}`

export function addStage(
  records: RecordBuilder,
  partition: PartitionId,
  api: string,
  name: string,
  props: { readonly [name: string]: Value | undefined },
): void {
  const apiId = api.slice(api.indexOf('/') + 1)
  records.node(
    'AwsApiStage',
    apiArn(partition, `${api}/stages/${name}`),
    nodeProps(partition, name, { apiId, ...props }),
  )
}

/** Which functions open methods or routes lead to; one that a stage variable names is not told. */
export function relateFunctions(
  records: RecordBuilder,
  api: string,
  open: readonly (readonly [name: string, uri: string | undefined])[],
): void {
  const leading = open.flatMap(([name, uri]) => {
    const target = functionIn(uri ?? '')
    return target === undefined ? [] : [{ name, target }]
  })
  for (const [target, own] of groupBy(leading, (one) => one.target))
    records.relate(api, 'FORWARDS_TO', target, { openMethods: own.map(({ name }) => name) })
}

/** A function's ARN, as it is or within the one that REST APIs write, without its version or alias. */
const functionIn = (uri: string): string | undefined =>
  /arn:[a-z-]+:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(?=$|[:/])/.exec(uri)?.[0]
