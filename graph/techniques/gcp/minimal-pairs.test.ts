import { describe, expect, test } from 'vitest'
import { denyForm } from '../../access/gcp/policy.ts'
import { PREDEFINED_ROLES } from '../../access/gcp/predefined-roles.ts'
import { GCP_ACCESS_TECHNIQUES } from '../../access/gcp/techniques/index.ts'
import { edgesOf, exampleOf, type Given, permissionsOf, scopeOf } from './example.testkit.ts'
import { GCP_PERMISSION_TECHNIQUES } from './index.ts'

const TECHNIQUES = [...GCP_ACCESS_TECHNIQUES, ...GCP_PERMISSION_TECHNIQUES].map(
  (one) => [`${one.id ?? one.title}, ${one.who ?? 'anybody'}, ${one.target}`, one] as const,
)

describe.each(TECHNIQUES)('%s', (_, technique) => {
  const at = scopeOf(technique)
  const fires = (given: Given): boolean => edgesOf(technique, exampleOf(technique, given)).length > 0
  const holding = (permissions: readonly string[], more: Partial<Given> = {}): Given => ({
    roles: [{ at, permissions }],
    ...more,
  })
  const open = technique.prerequisites.filter(({ example }) => example === null).map(({ id }) => id)

  describe.each(
    technique.needs.map(
      (needs) => [permissionsOf(needs).join(' and '), permissionsOf(needs), needs] as const,
    ),
  )('with %s', (_all, all, needs) => {
    test('fires, with what proves it and without a condition that the example could meet', () => {
      const [edge, second] = edgesOf(technique, exampleOf(technique, holding(all)))
      expect(second).toBeUndefined()
      expect(edge?.evidence).not.toHaveLength(0)
      expect(edge?.conditions.map(({ key }) => key)).toEqual(open)
    })

    test('fires with each permission from a binding of its own, on different levels', () => {
      const levels = technique.onNodeItself === true || at === 'org' ? [at] : [at, 'org']
      const roles = all.map((permission, index) => ({
        at: levels[index % levels.length] ?? at,
        permissions: [permission],
      }))
      expect(fires({ roles })).toBe(true)
    })

    test.each(all.map((left) => [left]))('not without %s', (left) => {
      expect(fires(holding(all.filter((one) => one !== left)))).toBe(false)
    })

    test.each(all.map((one) => [one]))('not where %s is denied', (one) => {
      expect(fires(holding(all, { denied: [denyForm(one)] }))).toBe(false)
    })

    test.each(all.map((one) => [one]))('not with %s in another project only', (one) => {
      const roles = [
        { at, permissions: all.filter((other) => other !== one) },
        { at: 'elsewhere', permissions: [one] },
      ]
      expect(fires({ roles })).toBe(false)
    })

    test('not after the roles have ended', () => {
      const condition = "request.time < timestamp('2020-01-01T00:00:00Z')"
      expect(fires({ roles: [{ at, permissions: all, condition }] })).toBe(false)
    })

    test.each(
      technique.prerequisites
        .filter(({ nearMiss }) => nearMiss !== null)
        .map((one) => [one.says, one] as const),
    )('not unless %s', (_says, { nearMiss }) => {
      expect(fires(holding(all, { target: nearMiss ?? {} }))).toBe(false)
    })

    const related = needs.some(({ on }) => typeof on !== 'string' && on.orNone !== true)
    test.skipIf(technique.gives === 'target' && !related)('not without what the target refers to', () => {
      expect(fires(holding(all, { unrelated: true }))).toBe(false)
    })
  })

  const [first = []] = technique.needs
  test.each(technique.nearMisses.map((one) => [one.says, one] as const))('near miss: %s', (_says, miss) => {
    const { permissions, role, target, enforces, condition } = miss
    if (role !== undefined) expect(PREDEFINED_ROLES.has(role)).toBe(true)
    const instead = role !== undefined && permissions === undefined
    const given: Given = {
      roles: instead
        ? []
        : [
            {
              at,
              permissions: permissions ?? permissionsOf(first),
              ...(condition !== undefined && { condition }),
            },
          ],
      ...(role !== undefined && { predefined: [role] }),
      ...(target !== undefined && { target }),
      ...(enforces !== undefined && { enforces }),
    }
    expect(fires(given)).toBe(false)
  })
})
