import type { IncomingMessage } from 'node:http'
import { ServerError } from '../server-errors.ts'
import { type Caller, LOCAL_USER } from './caller.ts'
import { createOidcVerifier, type OidcConfig } from './oidc.ts'
import { findToken, parseTokens, type TokenEntry } from './tokens.ts'

/** Who may log in, and how. Empty: nobody has to, which only a loopback address allows. */
export interface AuthConfig {
  readonly tokens: readonly TokenEntry[]
  readonly oidc: OidcConfig | null
}

/** @throws ServerError with one clear line when the settings make no sense. */
export function readAuth(env: { readonly [name: string]: string | undefined }): AuthConfig {
  const issuer = env.CHOKEPOINT_OIDC_ISSUER ?? ''
  const audience = env.CHOKEPOINT_OIDC_AUDIENCE ?? ''
  if ((issuer === '') !== (audience === ''))
    throw new ServerError(
      'CHOKEPOINT_OIDC_ISSUER and CHOKEPOINT_OIDC_AUDIENCE belong together: set both or none',
    )
  const roleClaim = env.CHOKEPOINT_OIDC_ROLE_CLAIM ?? 'roles'
  return {
    tokens: parseTokens(env.CHOKEPOINT_TOKENS ?? ''),
    oidc: issuer === '' ? null : { issuer, audience, roleClaim },
  }
}

export const needsLogin = (auth: AuthConfig): boolean => auth.tokens.length > 0 || auth.oidc !== null

/** Null: whoever it is has to log in. */
export type Authenticator = (request: IncomingMessage) => Promise<Caller | null>

export function createAuthenticator(auth: AuthConfig): Authenticator {
  if (!needsLogin(auth)) return async () => LOCAL_USER
  const verify = auth.oidc === null ? async () => null : createOidcVerifier(auth.oidc)
  return async (request) => {
    const token = tokenOf(request.headers.authorization ?? '')
    if (token === null) return null
    return findToken(auth.tokens, token) ?? (await verify(token))
  }
}

/** `Bearer <token>`, or what a browser sends when asked: Basic with the token as the password. */
function tokenOf(header: string): string | null {
  const [scheme = '', value = ''] = header.split(' ')
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() !== 'basic') return null
  const pair = Buffer.from(value, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  return colon < 0 ? null : pair.slice(colon + 1)
}
