import { deriveAzureNetwork } from './derive.ts'
import { factsOf, type ShortEstate } from './estate.testkit.ts'

export const edgesOf = (estate: ShortEstate) => deriveAzureNetwork(factsOf(estate)).edges
/** Who reaches whom inside, with the ports. */
export const reaching = (estate: ShortEstate) =>
  edgesOf(estate)
    .filter(({ from }) => from !== 'Internet')
    .map(({ from, to, extra }) => `${from} > ${to} ${JSON.stringify(extra?.ports)}`)
    .sort()
