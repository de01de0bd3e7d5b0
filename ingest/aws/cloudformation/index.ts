import { type CollectContext, defineCollector, type Records } from '../../collector.ts'
import { listSets, setRecords } from './sets.ts'
import { stackRecords } from './stacks.ts'

const STACKS = 'cloudformation describe-stacks'
const SETS = 'cloudformation list-stack-sets'
const SET = 'cloudformation describe-stack-set'
const INSTANCES = 'cloudformation list-stack-instances'

/** Stacks and stack sets, with the roles that change resources for whoever may change them. */
export const cloudformation = defineCollector({
  provider: 'aws',
  service: 'cloudformation',
  scope: 'region',
  calls: {
    [STACKS]: { permission: 'cloudformation:DescribeStacks' },
    [SETS]: { permission: 'cloudformation:ListStackSets', pageSize: 100 },
    [SET]: { permission: 'cloudformation:DescribeStackSet', per: 'StackSetName' },
    [INSTANCES]: { permission: 'cloudformation:ListStackInstances', per: 'StackSetName', pageSize: 100 },
  },
  async *collect(context) {
    yield stackRecords(context.partition, await context.attempt(STACKS))
    yield* readSets(context)
  },
})

async function* readSets(context: CollectContext): AsyncIterable<Records> {
  const sets = listSets(await context.attempt(SETS, { Status: 'ACTIVE' }))
  yield* context.map(sets, async (one) => {
    const input = { StackSetName: one.StackSetName }
    const detail = await context.attempt(SET, input)
    return setRecords(context.partition, one, detail, await context.attempt(INSTANCES, input))
  })
}
