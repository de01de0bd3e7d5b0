/** Resource Manager's forms: a subscription, a management group, a tenant, or what lies below one. */
const OF_AZURE = /^\/(?:subscriptions|providers|tenants)\//i

/**
 * An id as somebody writes it, as the graph holds it: Azure compares ids of Resource Manager without case, and the
 * graph has them in lower case; ids of the other clouds are told apart by case.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export const storedId = (id: string): string =>
  OF_AZURE.test(id) ? id.toLowerCase().replace(/\/+$/, '') : id
