import { expect, test } from 'vitest'
import { supportUntil } from './support.ts'

const lifecycle = (end: string, name = 'open-source-rds-standard-support') => ({
  LifecycleSupportName: name,
  LifecycleSupportEndDate: end,
})
const until = supportUntil({
  DBMajorEngineVersions: [
    {
      Engine: 'aurora-mysql',
      MajorEngineVersion: '8.0',
      SupportedEngineLifecycles: [lifecycle('2028-04-30')],
    },
    {
      Engine: 'postgres',
      MajorEngineVersion: '13',
      SupportedEngineLifecycles: [
        lifecycle('2029-02-28', 'open-source-rds-extended-support'),
        lifecycle('2026-02-28'),
      ],
    },
    { Engine: 'oracle-ee', MajorEngineVersion: '19' },
  ],
})

test.each([
  ['postgres', '13.4', '2026-02-28T00:00:00Z'],
  ['postgres', '13', '2026-02-28T00:00:00Z'],
  ['aurora-mysql', '8.0.mysql_aurora.3.05.2', '2028-04-30T00:00:00Z'],
  ['postgres', '130.1', undefined],
  ['aurora-postgresql', '13.4', undefined],
  ['oracle-ee', '19.0.0.0.ru-2024', undefined],
])('%s %s has standard support until %s', (engine, version, end) => {
  expect(until(engine, version)).toBe(end)
})

test('without the calendar nothing is known', () => {
  expect(supportUntil(undefined)('postgres', '13.4')).toBe(undefined)
})
