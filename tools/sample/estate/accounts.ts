/** Alderway sells groceries online and brings them to the door. All names and numbers are invented. */
export const MANAGEMENT = '112233445566'
export const PRODUCTION = '223344556677'
export const DEVELOPMENT = '334455667788'
/** A company that watches Alderway's cloud bill. */
export const COST_VENDOR = '998877665544'
/** A company that watches Alderway's services. */
export const MONITORING_VENDOR = '887766554433'

export const MAIN_REGION = 'eu-west-1'
export const SECOND_REGION = 'us-east-1'
export const OFFICE = '198.51.100.0/24'
export const ANYWHERE = '0.0.0.0/0'

export const roleArn = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`
