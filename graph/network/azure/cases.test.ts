import { join } from 'node:path'
import { testCases } from '../cases.testkit.ts'
import { azureVerdict } from './can-reach.ts'
import { factsOf, ShortEstate } from './estate.testkit.ts'

testCases({
  folder: join(import.meta.dirname, 'cases'),
  estate: ShortEstate,
  factsOf,
  verdict: azureVerdict,
})
