import type { Collector } from '../collector.ts'
import { validateAnswers } from './answers.ts'
import { jobsOf } from './jobs.ts'
import { type AccountExport, readLayout } from './layout.ts'
import type { Limits } from './limits.ts'
import { readLoose } from './loose.ts'
import type { Claim, Export, FileProvider } from './provider.ts'

/** AWS CLI outputs: ACCOUNT/REGION/SERVICE/OPERATION[/RESOURCE].json, or single list outputs. */
export const awsFiles = (collectors: readonly Collector[]): FileProvider => {
  const claim = (
    { accounts, rest }: { readonly accounts: readonly AccountExport[] } & Pick<Claim, 'rest'>,
    limits: Limits,
  ): Claim => ({ exports: accounts.map((held) => exportOf(held, collectors, limits)), rest })
  return {
    byPlace: async (input, files, limits) => claim(await readLayout(input, files, limits), limits),
    byContent: async (files, limits) => claim(await readLoose(files, limits), limits),
  }
}

const exportOf = (held: AccountExport, collectors: readonly Collector[], limits: Limits): Export => ({
  account: held.account,
  origin: held.origin,
  jobs: async () => jobsOf(held, collectors, await validateAnswers([held], limits)),
})
