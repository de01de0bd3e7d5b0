import { z } from 'zod'
import { listOf, textOrNone } from '../shapes.ts'

const answer = z.object({
  EventSelectors: listOf(
    z.object({
      ReadWriteType: textOrNone,
      IncludeManagementEvents: z.boolean().nullish(),
      DataResources: listOf(z.object({ Type: textOrNone, Values: listOf(z.string()) })),
    }),
  ),
  AdvancedEventSelectors: listOf(
    z.object({
      FieldSelectors: listOf(
        z.looseObject({ Field: z.string(), Equals: listOf(z.string()), StartsWith: listOf(z.string()) }),
      ),
    }),
  ),
})

export interface RecordedEvents {
  readonly managementEvents: 'All' | 'ReadOnly' | 'WriteOnly' | 'none'
  /** Data events of the objects of every bucket. */
  readonly s3ReadEvents: boolean
  readonly s3WriteEvents: boolean
}

interface Coverage {
  readonly of: 'management' | 's3'
  readonly reads: boolean
  readonly writes: boolean
}

/** What a trail records. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html */
export function recordedEvents(selectors: unknown): RecordedEvents {
  const { EventSelectors, AdvancedEventSelectors } = answer.parse(selectors ?? {})
  const covered = [...EventSelectors.flatMap(basic), ...AdvancedEventSelectors.flatMap(advanced)]
  const has = (of: Coverage['of'], what: 'reads' | 'writes') =>
    covered.some((one) => one.of === of && one[what])
  const [reads, writes] = [has('management', 'reads'), has('management', 'writes')]
  return {
    managementEvents: reads && writes ? 'All' : reads ? 'ReadOnly' : writes ? 'WriteOnly' : 'none',
    s3ReadEvents: has('s3', 'reads'),
    s3WriteEvents: has('s3', 'writes'),
  }
}

const EVERY_BUCKET = /^arn:aws[a-z-]*:s3(:::)?$/

function basic({
  ReadWriteType = 'All',
  IncludeManagementEvents,
  DataResources,
}: z.output<typeof answer>['EventSelectors'][number]): Coverage[] {
  const kinds = { reads: ReadWriteType !== 'WriteOnly', writes: ReadWriteType !== 'ReadOnly' }
  const everyBucket = DataResources.some(
    ({ Type, Values }) => Type === 'AWS::S3::Object' && Values.some((value) => EVERY_BUCKET.test(value)),
  )
  return [
    ...(IncludeManagementEvents === false ? [] : [{ of: 'management', ...kinds } as const]),
    ...(everyBucket ? [{ of: 's3', ...kinds } as const] : []),
  ]
}

/** Fields that leave something out: a selector with any other one records part of its category only. */
const WHOLE: ReadonlySet<string> = new Set(['eventCategory', 'readOnly', 'resources.type', 'eventSource'])

function advanced({ FieldSelectors }: z.output<typeof answer>['AdvancedEventSelectors'][number]): Coverage[] {
  const valuesOf = (field: string) => FieldSelectors.find(({ Field }) => Field === field)?.Equals ?? []
  const [category] = valuesOf('eventCategory')
  const readOnly = valuesOf('readOnly')
  const kinds = { reads: !readOnly.includes('false'), writes: !readOnly.includes('true') }
  const isPart = FieldSelectors.some(({ Field }) => !WHOLE.has(Field))
  if (category === 'Management') return [{ of: 'management', ...kinds }]
  if (category !== 'Data' || isPart || !valuesOf('resources.type').includes('AWS::S3::Object')) return []
  return [{ of: 's3', ...kinds }]
}
