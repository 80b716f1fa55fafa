// Passkeys (Web Authentication, level 2). Fills in the forms that people/ui.html makes with `data-passkey`:
// sign-in (options are fetched), use and create (options stand in the form's JSON block).

const toBytes = text =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), sign => sign.charCodeAt(0))

const toText = buffer =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

const withBytes = credentials => (credentials ?? []).map(one => ({ ...one, id: toBytes(one.id) }))

async function optionsOf (form) {
  if (form.dataset.passkey !== 'sign-in') return JSON.parse(form.querySelector('script').textContent).publicKey
  const answer = await fetch(form.action, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(`No options: ${answer.status}`)
  return (await answer.json()).request_options.publicKey
}

async function create (options) {
  return navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: toBytes(options.challenge),
      user: { ...options.user, id: toBytes(options.user.id) },
      excludeCredentials: withBytes(options.excludeCredentials),
      authenticatorSelection: {
        ...options.authenticatorSelection,
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required'
      }
    }
  })
}

async function use (options) {
  return navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: toBytes(options.challenge),
      allowCredentials: withBytes(options.allowCredentials)
    }
  })
}

function asJson (credential) {
  const response = { clientDataJSON: toText(credential.response.clientDataJSON) }
  for (const part of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[part]) response[part] = toText(credential.response[part])
  }
  const transports = credential.response.getTransports?.()
  if (transports) response.transports = transports
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response
  })
}

async function answer (form) {
  const failed = form.querySelector('[data-passkey-failed]')
  failed.hidden = true
  try {
    const options = await optionsOf(form)
    const credential = await (form.dataset.passkey === 'create' ? create(options) : use(options))
    form.elements.credential.value = asJson(credential)
    form.submit()
  } catch (error) {
    console.warn(error)
    failed.hidden = false
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.querySelector('[data-passkey-absent]').hidden = true
    form.querySelector('[data-passkey-ready]').hidden = false
    form.addEventListener('submit', event => {
      event.preventDefault()
      answer(form)
    })
  }
}
