import { createRemoteJWKSet, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { z } from 'zod'
import { type Caller, ROLES } from './caller.ts'

export interface OidcConfig {
  readonly issuer: string
  readonly audience: string
  /** The claim that holds the role, or a list of roles and groups. Default `roles`. */
  readonly roleClaim: string
}

/** Tells who a token of the identity provider is for; null when it is not valid here. */
export type OidcVerifier = (token: string) => Promise<Caller | null>

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() })

/** Symmetric algorithms are left out: with them whoever can check a token can make one. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

export function createOidcVerifier(config: OidcConfig): OidcVerifier {
  let keys: Promise<JWTVerifyGetKey> | undefined
  return async (token) => {
    keys ??= discoverKeys(config.issuer)
    keys.catch(() => {
      keys = undefined
    })
    const keySet = await keys
    const verified = await jwtVerify(token, keySet, {
      issuer: config.issuer,
      audience: config.audience,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp', 'sub'],
    }).catch(() => null)
    return verified === null ? null : toCaller(verified.payload, config.roleClaim)
  }
}

/** OpenID Connect Discovery 1.0, section 4: https://openid.net/specs/openid-connect-discovery-1_0.html */
async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5_000),
  })
  const metadata = discovery.parse(await response.json())
  if (metadata.issuer !== issuer) throw new Error(`OIDC: ${issuer} calls itself ${metadata.issuer}`)
  return createRemoteJWKSet(new URL(metadata.jwks_uri))
}

/** Without one of our roles in its claim nobody gets in, however valid the token. */
function toCaller(payload: JWTPayload, claim: string): Caller | null {
  const held = payload[claim]
  const names: readonly unknown[] = Array.isArray(held) ? held : [held]
  const role = ROLES.findLast((name) => names.includes(name))
  return role === undefined ? null : { name: payload.sub ?? '', role }
}
