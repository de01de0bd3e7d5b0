import { z } from 'zod'
import { defineAsset } from '../define.ts'

const texts = z.array(z.string()).nullish()

const Restrictions = z
  .object({
    apiTargets: z.array(z.object({ service: z.string() })).nullish(),
    browserKeyRestrictions: z.object({ allowedReferrers: texts }).nullish(),
    serverKeyRestrictions: z.object({ allowedIps: texts }).nullish(),
    androidKeyRestrictions: z.unknown().optional(),
    iosKeyRestrictions: z.unknown().optional(),
  })
  .nullish()

const Key = z.object({
  displayName: z.string().nullish(),
  deleteTime: z.string().nullish(),
  restrictions: Restrictions,
})

/** https://cloud.google.com/api-keys/docs/reference/rest/v2/projects.locations.keys */
export const apiKey = defineAsset({
  type: 'apikeys.googleapis.com/Key',
  kind: 'GcpApiKey',
  read: (data) => {
    const { displayName, deleteTime, restrictions } = Key.parse(data)
    return {
      props: {
        ...(displayName && { name: displayName }),
        deleted: deleteTime != null,
        apis: (restrictions?.apiTargets ?? []).map(({ service }) => service).sort(),
        ...applicationOf(restrictions),
      },
    }
  },
})

function applicationOf(restrictions: z.infer<typeof Restrictions>) {
  const { browserKeyRestrictions: browser, serverKeyRestrictions: server } = restrictions ?? {}
  if (browser != null)
    return { application: 'browser', openApplication: isOpen(browser.allowedReferrers, ANY_REFERRER) }
  if (server != null)
    return { application: 'server', openApplication: isOpen(server.allowedIps, ANY_ADDRESS) }
  if (restrictions?.androidKeyRestrictions != null) return { application: 'android', openApplication: false }
  if (restrictions?.iosKeyRestrictions != null) return { application: 'ios', openApplication: false }
  return { application: 'none', openApplication: true }
}

/** `*`, `https://*`, and all hosts of a top-level domain. https://cloud.google.com/docs/authentication/api-keys#adding-http-restrictions */
const ANY_REFERRER = /^(?:\*:\/\/|https?:\/\/)?\*(?:\.[a-z]+)?(?:\/\**)?$/i
const ANY_ADDRESS = /^(?:0\.0\.0\.0|::|::0)(?:\/0)?$/

const isOpen = (allowed: z.infer<typeof texts>, everyone: RegExp): boolean =>
  allowed == null || allowed.length === 0 || allowed.some((one) => everyone.test(one.trim()))
