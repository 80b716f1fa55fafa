// A SAML 2.0 identity provider for the tests: the protocol is the package's, only the page of sign-in is of this file.
// Reads who may ask and who may sign in as JSON from the standard input, prints its port, serves 127.0.0.1 until stopped.
const { readFileSync } = require('node:fs');
const { createServer } = require('node:http');
const samlp = require('samlp');

const { key, cert, clients, people } = JSON.parse(readFileSync(0, 'utf8'));

/** What the package calls of the framework that it was written for. */
function likeExpress(response) {
  response.set = response.setHeader.bind(response);
  response.send = (...said) => {
    if (typeof said[0] === 'number') response.statusCode = said.shift();
    response.end(said.length ? String(said[0]) : '');
  };
  return response;
}

const quoted = (text = '') => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
const page = (asked) => `<form method="post" action="/login">
<input type="hidden" name="SAMLRequest" value="${quoted(asked.SAMLRequest)}">
<input type="hidden" name="RelayState" value="${quoted(asked.RelayState)}">
<input name="login"><input name="password" type="password"><button>Sign in</button></form>`;

/** eAuth tells the level in the spelling in which it was asked for. */
function levelOf(person, request) {
  const asked = /LevelOfAssurance>([^<]*)</.exec(Buffer.from(request, 'base64').toString());
  if (!asked) return `http://eidas.europa.eu/LoA/${person.level}`;
  return asked[1].includes(':') ? `urn:egov:bg:eauth:2.0:levelofassurance:${person.level}` : person.level.toUpperCase();
}

function answer(issuer, person, request, response) {
  const client = clients[issuer] || {};
  samlp.auth({
    issuer: `http://localhost:${server.address().port}/metadata`,
    key,
    cert,
    signingCert: client.cert,
    getPostURL: (audience, dom, posted, callback) => callback(null, client.back),
    getUserFromRequest: () => person,
    profileMapper: () => ({
      getClaims: () => person.tells,
      getNameIdentifier: () => ({ nameIdentifier: person.login }),
    }),
    recipient: client.back,
    destination: client.back,
    lifetimeInSeconds: 300,
    authnContextClassRef: levelOf(person, request.body.SAMLRequest),
    ...(client.encrypted ? { encryptionCert: client.cert, encryptionPublicKey: client.key } : {}),
  })(request, response, (error) => response.send(400, error.message));
}

const server = createServer(async (request, plain) => {
  const response = likeExpress(plain);
  const parts = [];
  for await (const part of request) parts.push(part);
  request.body = Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString()));
  request.query = {};
  if (request.url === '/sso') return response.send(page(request.body));
  const person = people[request.body.login];
  if (!person || person.password !== request.body.password) return response.send(page(request.body));
  samlp.parseRequest(request, {}, (error, asked) => {
    if (error || !asked || !clients[asked.issuer]) return response.send(401, 'an unknown client');
    answer(asked.issuer, { login: request.body.login, ...person }, request, response);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
