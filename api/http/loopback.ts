const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]', '::1'])

/** Whether only this machine reaches an address. */
export const isLoopback = (host: string): boolean =>
  LOOPBACK_NAMES.has(host) || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)

/**
 * A page of another site can make its own name point at 127.0.0.1 and then talk to us as its own origin (DNS
 * rebinding); the Host header still tells that name.
 */
export function isLoopbackHost(header: string | undefined): boolean {
  if (header === undefined) return false
  return isLoopback(header.toLowerCase().replace(/:\d+$/, ''))
}
