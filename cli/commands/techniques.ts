import { listTechniques } from '../../graph/techniques/catalogue.ts'
import type { Context } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { printList } from '../output.ts'

export async function run(context: Context): Promise<ExitCode> {
  printList(
    context.io,
    context.format,
    listTechniques(),
    [
      { title: 'Technique', value: ({ id }) => id },
      { title: 'Edge', value: ({ edge }) => edge },
      { title: 'Likelihood', value: ({ likelihood }) => String(likelihood) },
      { title: 'ATT&CK', value: ({ attack }) => attack.join(' ') },
      { title: 'Title', value: ({ title }) => title },
    ],
    'No techniques.',
  )
  return EXIT.done
}
