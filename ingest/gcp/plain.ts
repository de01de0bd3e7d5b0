import { z } from 'zod'

/** An asset as the gRPC client has it, down to what is read of it. */
const ProtoAsset = z.object({
  name: z.string(),
  assetType: z.string(),
  ancestors: z.array(z.string()),
  resource: z.object({ parent: z.string(), location: z.string(), data: z.unknown() }).nullish(),
  iamPolicy: z.unknown(),
  orgPolicy: z.array(z.unknown()),
  accessPolicy: z.unknown().optional(),
  accessLevel: z.unknown().optional(),
  servicePerimeter: z.unknown().optional(),
  relatedAsset: z.object({ asset: z.string(), relationshipType: z.string() }).nullish(),
})

/** What an export writes for the same asset. Members that are unset in the message are left out, as JSON has them. */
export function exportForm(asset: unknown): unknown {
  const { name, assetType, ancestors, resource, iamPolicy, orgPolicy, ...others } = ProtoAsset.parse(asset)
  const set = Object.entries(others).filter(([, value]) => value != null)
  return {
    name,
    assetType,
    ancestors,
    ...(resource != null && { resource: { ...resource, data: plainStruct(resource.data) } }),
    ...(iamPolicy != null && { iamPolicy }),
    ...(orgPolicy.length > 0 && { orgPolicy }),
    ...Object.fromEntries(set),
  }
}

const Struct = z.object({ fields: z.record(z.string(), z.unknown()).nullish() })
const List = z.object({ values: z.array(z.unknown()).nullish() })
const Value = z.object({ kind: z.string().nullish() }).catchall(z.unknown())

/** https://protobuf.dev/reference/protobuf/google.protobuf/#struct */
function plainStruct(struct: unknown): { readonly [member: string]: unknown } {
  const { fields } = Struct.parse(struct ?? {})
  return Object.fromEntries(
    Object.entries(fields ?? {}).map(([member, value]) => [member, plainValue(value)]),
  )
}

function plainValue(value: unknown): unknown {
  const { kind, ...held } = Value.parse(value)
  if (kind === 'structValue') return plainStruct(held.structValue)
  if (kind === 'listValue') return (List.parse(held.listValue).values ?? []).map(plainValue)
  return kind == null || kind === 'nullValue' ? null : held[kind]
}
