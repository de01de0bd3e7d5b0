import type { MiddlewareStack } from './guard.ts'
import { SERVICES } from './services.ts'

/** An SDK client, as far as we use it. */
export interface SdkClient {
  send(command: object, options?: { readonly abortSignal?: AbortSignal }): Promise<object>
  destroy(): void
  readonly middlewareStack: MiddlewareStack
}

type Paginate = (
  settings: { readonly client: SdkClient; readonly pageSize?: number },
  input: object,
  options: { readonly abortSignal?: AbortSignal },
) => AsyncIterable<object>

/** One operation of an SDK package, found by the CLI's words. */
export interface Operation {
  /** `GetBucketPolicyCommand` */
  readonly commandName: string
  createCommand(input: object): object
  readonly paginate: Paginate | null
}

/** An SDK package whose exports can be looked up by the CLI's spelling. */
export interface Sdk {
  createClient(config: object): SdkClient
  /** @throws TypeError for a word that is no operation of the service. */
  operation(words: string): Operation
}

/** @throws TypeError for a service that ingest/aws/services.ts does not list. */
export async function loadSdk(service: string): Promise<Sdk> {
  const declared = SERVICES[service]
  if (declared === undefined) throw new TypeError(`no SDK package is declared for ${service}`)
  // The SDK's versions are pinned: what its later ones will ask of Node is no matter for who runs this.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  // The CLI says list-mfa-devices, the SDK ListMFADevices: compared without case.
  const exported = new Map(
    Object.entries(await declared.load()).map(([name, value]) => [name.toLowerCase(), { name, value }]),
  )
  return {
    createClient: (config) => createClient(exported.get(declared.client.toLowerCase())?.value, config),
    operation(words) {
      const plain = words.replaceAll('-', '')
      const command = exported.get(`${plain}command`)
      const candidate: unknown = command?.value
      if (command === undefined || !isConstructor(candidate)) {
        throw new TypeError(`${service} has no operation ${words}`)
      }
      const paginate: unknown = exported.get(`paginate${plain}`)?.value
      return {
        commandName: command.name,
        createCommand: (input) => construct(candidate, input),
        paginate: isPaginate(paginate) ? paginate : null,
      }
    },
  }
}

function createClient(candidate: unknown, config: object): SdkClient {
  const client = isConstructor(candidate) ? construct(candidate, config) : null
  if (!isClient(client)) throw new TypeError('the SDK package has no such client')
  return client
}

type Constructor = new (input: object) => object

const construct = (create: Constructor, input: object): object => new create(input)
const isConstructor = (value: unknown): value is Constructor => typeof value === 'function'
const isPaginate = (value: unknown): value is Paginate => typeof value === 'function'
const isClient = (value: unknown): value is SdkClient =>
  typeof value === 'object' && value !== null && 'send' in value && 'middlewareStack' in value
