// A page that signs in with the vendor's SDK, and says in its text what came of it.
import { createGuest } from './guest.mjs';

const { sandbox, client: clientId } = document.documentElement.dataset;
const sdk = require('platformClient'); // as the SDK's bundle calls itself
const client = sdk.ApiClient.instance;
const tokens = new sdk.TokensApi();
const { hostname, port } = new URL(sandbox);
client.setGateway({ host: hostname, port: Number(port), protocol: 'http' });

async function signInAndCreateGuest() {
  // The first time, this leads away from the page and never ends.
  const { state } = await client.loginPKCEGrant(clientId, location.origin + location.pathname, { state: 'of the page' });
  const whose = await tokens.getTokensMe();
  const guest = await createGuest(client, { name: 'Ada Lovelace', email: 'ada@example.com' });
  await tokens.deleteTokensMe();
  const afterwards = await tokens.getTokensMe().catch((error) => error);
  return { state, organization: whose.organization.name, guest, afterwards: afterwards.code };
}

const outcome = await signInAndCreateGuest().catch((error) => ({ error: error.message ?? error }));
document.body.textContent = JSON.stringify(outcome);
document.title = 'Done';
