const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const words = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : JSON.stringify(value)

type Describe = (edit: Readonly<Record<string, unknown>>) => string

const SENTENCES: Readonly<Record<string, Describe>> = {
  'remove-statement': (edit) => `Remove statement ${words(edit.statement)} of this policy`,
  'detach-policy': (edit) => `Detach this policy from ${words(edit.from)}`,
  'attach-policy': (edit) => `Attach a policy to ${words(edit.to)}`,
  'put-boundary': (edit) => `Put a permission boundary on ${words(edit.on)}`,
  'attach-scp': (edit) => `Attach a service control policy to ${words(edit.to)}`,
  'detach-scp': (edit) => `Detach the service control policy from ${words(edit.from)}`,
  'remove-rule': () => 'Remove this rule of the security group',
  'remove-binding': (edit) => `Remove binding ${words(edit.statement)} of this policy`,
  'remove-trust': (edit) => `Remove statement ${words(edit.statement)} of the role’s trust policy`,
  set: (edit) => `Set ${words(edit.property)} to ${words(edit.value)}`,
  delete: () => 'Delete this resource',
}

/** A `simulate` change as an instruction; undefined when the change is of a form this version does not know. */
export function describeEdit(edit: unknown): string | undefined {
  if (!isObject(edit) || typeof edit.change !== 'string') return undefined
  return Object.hasOwn(SENTENCES, edit.change) ? SENTENCES[edit.change]?.(edit) : undefined
}
