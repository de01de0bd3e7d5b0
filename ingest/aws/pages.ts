import type { ApiCall } from '../collector.ts'
import type { Operation, SdkClient } from './sdk.ts'

interface Asked {
  readonly operation: Operation
  readonly input: object
  readonly declared: Pick<ApiCall, 'pageSize' | 'next'>
  readonly signal?: AbortSignal | undefined
}

/** Every page of an answer: by the SDK's paginator, else by what the call declares to lead on, else the one. */
export async function* pagesOf(client: SdkClient, asked: Asked): AsyncIterable<object> {
  const { operation, input, declared, signal } = asked
  const sending = signal === undefined ? {} : { abortSignal: signal }
  if (operation.paginate !== null) {
    const { pageSize } = declared
    yield* operation.paginate({ client, ...(pageSize === undefined ? {} : { pageSize }) }, input, sending)
    return
  }
  let next: object | null = input
  while (next !== null) {
    const page: object = await client.send(operation.createCommand(next), sending)
    yield page
    const onward = leadsOn(page, declared.next ?? {})
    next = onward === null ? null : { ...input, ...onward }
  }
}

function leadsOn(page: object, next: NonNullable<ApiCall['next']>): object | null {
  const told = Object.entries(next)
    .map(([member, source]): readonly [string, unknown] => [member, Reflect.get(page, source)])
    .filter(([, value]) => typeof value === 'string' && value !== '')
  return told.length === 0 ? null : Object.fromEntries(told)
}
