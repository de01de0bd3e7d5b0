import { expect, test } from 'vitest'
import { storedId } from './resource-id.ts'

test.each([
  [
    '/subscriptions/AA/resourceGroups/Web/providers/Microsoft.Web/sites/Shop/',
    '/subscriptions/aa/resourcegroups/web/providers/microsoft.web/sites/shop',
  ],
  [
    '/providers/Microsoft.Management/managementGroups/Root',
    '/providers/microsoft.management/managementgroups/root',
  ],
  ['arn:aws:iam::111122223333:user/Ann', 'arn:aws:iam::111122223333:user/Ann'],
  ['//storage.googleapis.com/Data', '//storage.googleapis.com/Data'],
  ['/Prod/db-password', '/Prod/db-password'],
])('%s is held as %s', (written, held) => {
  expect(storedId(written)).toBe(held)
})
