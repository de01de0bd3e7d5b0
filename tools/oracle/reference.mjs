// The reference, in a process of its own: reads cases line by line, writes a line for each: microseconds of the
// processor, and the decision.
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const { runSimulation } = await import(pathToFileURL(process.argv[2]).href)

const named = (policies) => policies.map((policy, at) => ({ name: `p${at}`, policy }))
const levels = (list) => list.map((level, at) => ({ orgIdentifier: `level-${at}`, policies: named(level) }))

async function decide({ request, ...policies }) {
  const result = await runSimulation(
    {
      request: {
        principal: request.principal,
        action: request.action,
        resource: { resource: request.resource, accountId: request.resourceAccount },
        contextVariables: request.context,
      },
      identityPolicies: named(policies.identityPolicies),
      permissionBoundaryPolicies:
        policies.permissionBoundaries.length > 0 ? named(policies.permissionBoundaries) : undefined,
      sessionPolicy: policies.sessionPolicies[0],
      resourcePolicy: policies.resourcePolicy ?? undefined,
      serviceControlPolicies: levels(policies.serviceControlPolicies),
      resourceControlPolicies: levels(policies.resourceControlPolicies),
    },
    {},
  )
  if (result.resultType === 'error') return `error ${JSON.stringify(result.errors).slice(0, 300)}`
  return result.overallResult
}

const take = async (line) => {
  try {
    return await decide(JSON.parse(line))
  } catch (error) {
    return `error ${String(error).replaceAll('\n', ' ')}`
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const began = process.cpuUsage()
  const decision = await take(line)
  const { user, system } = process.cpuUsage(began)
  process.stdout.write(`${user + system} ${decision}\n`)
}
