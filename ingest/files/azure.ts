import type { AzureCollector } from '../azure/calls.ts'
import { azureError } from '../azure/errors.ts'
import { ApiError, type ApiSource } from '../collector.ts'
import type { Job } from '../run.ts'
import { type Answers, validateAnswers } from './answers.ts'
import { readAzureLoose } from './azure-loose.ts'
import { readAzureHound } from './azurehound.ts'
import { type AccountExport, GUID, readLayout } from './layout.ts'
import type { Limits } from './limits.ts'
import type { Claim, Export, FileProvider } from './provider.ts'
import { fileSource } from './source.ts'

const FORM = { says: 'an answer of Azure: an object, or a list as az prints it', lists: true }

/** Answers of Resource Manager and Microsoft Graph, as az rest, az … -o json or AzureHound print them. */
export const azureFiles = (collectors: readonly AzureCollector[]): FileProvider => {
  const exportOf = (held: AccountExport, limits: Limits): Export => ({
    account: held.account,
    origin: held.origin,
    jobs: async () => jobsOf(held, collectors, await validateAnswers([held], limits, FORM)),
  })
  const claim = (
    { accounts, rest }: { readonly accounts: readonly AccountExport[] } & Pick<Claim, 'rest'>,
    limits: Limits,
  ): Claim => ({ exports: accounts.map((held) => exportOf(held, limits)), rest })
  return {
    byPlace: async (input, files, limits) => claim(await readLayout(input, files, limits, GUID), limits),
    async byContent(files, limits) {
      const hound = await readAzureHound(files, limits)
      const loose = await readAzureLoose(hound.rest, collectors, limits)
      return claim({ accounts: [...hound.accounts, ...loose.accounts], rest: loose.rest }, limits)
    },
  }
}

function jobsOf(
  held: AccountExport,
  collectors: readonly AzureCollector[],
  answers: Answers,
): readonly Job[] {
  const level = levelOf(held, collectors)
  const account = held.account.toLowerCase()
  return collectors
    .filter((collector) => collector.level === level)
    .map((collector) => ({
      partition: { provider: collector.provider, account, region: 'global', service: collector.service },
      collector,
      source: inOneForm(
        fileSource(held, 'global', collector.calls, answers, (code, call) => azureError(call, code)),
      ),
    }))
}

/** A folder is a tenant's when it answers calls that only a tenant is asked. */
function levelOf(held: AccountExport, collectors: readonly AzureCollector[]): AzureCollector['level'] {
  const answered = [...held.answers.values()].flatMap((calls) => [...calls.keys()])
  const asked = [...answered, ...held.refused.map(({ call }) => call), ...held.empty.map(({ call }) => call)]
  const services = new Set(asked.map((call) => call.split(' ')[0]))
  const ofTenant = collectors.filter(({ level }) => level === 'tenant')
  return ofTenant.some(({ service }) => services.has(service)) ? 'tenant' : 'subscription'
}

/** `az` prints the bare list, Resource Graph puts it below `data`; an answer that has a next page is not whole. */
const inOneForm = (source: ApiSource): ApiSource => ({
  async call(call, input) {
    const answer = await source.call(call, input)
    if (Array.isArray(answer)) return { value: answer }
    if (typeof answer !== 'object' || answer === null) return answer
    if ('data' in answer && Array.isArray(answer.data)) return { value: answer.data }
    const next = 'nextLink' in answer ? answer.nextLink : Reflect.get(answer, '@odata.nextLink')
    if (typeof next === 'string' && next !== '')
      throw new ApiError(`${call}: the file holds the first page only`, 'TRUNCATED', 'Truncated')
    return answer
  },
})
