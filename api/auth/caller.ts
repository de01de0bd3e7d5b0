/** What each role may do includes all that the roles before it may. */
export const ROLES = ['viewer', 'analyst', 'author', 'admin'] as const
type Role = (typeof ROLES)[number]

export interface Caller {
  readonly name: string
  readonly role: Role
}

/** Whoever reaches a loopback address is the user of this machine. */
export const LOCAL_USER: Caller = { name: 'local', role: 'admin' }
