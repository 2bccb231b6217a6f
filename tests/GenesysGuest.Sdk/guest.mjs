// The one address that the SDK does not know: it is asked for as any other is.
export const createGuest = (client, guest) => client.callApi(
  '/api/v2/externalusers/guests', 'POST', {}, {}, {}, {}, guest, ['PureCloud OAuth'], ['application/json'], ['application/json']);
