import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

type Options = { challenge: string }

/**
 * A passkey in software (W3C WebAuthn level 3, ES256, no attestation), for tests of sign-in without a device.
 * `checksHolder: false` is a key that only notices a touch.
 */
export function softwareKey(origin: string, rpId: string, { checksHolder = true } = {}) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  const credentialId = randomBytes(16)
  const id = credentialId.toString('base64url')
  let counter = 0

  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const head = (flags: number) => {
    const count = Buffer.alloc(4)
    counter += 1
    count.writeUInt32BE(counter)
    const present = 0b1 | (checksHolder ? 0b100 : 0)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags | present]), count])
  }

  return {
    id,
    register({ challenge }: Options) {
      const bytes = (hex: string) => Buffer.from(hex, 'hex')
      const cose = Buffer.concat([
        bytes('a5010203262001215820'),
        Buffer.from(x!, 'base64url'),
        bytes('225820'),
        Buffer.from(y!, 'base64url'),
      ])
      const data = Buffer.concat([head(0b0100_0000), Buffer.alloc(16), Buffer.from([0, 16]), credentialId, cose])
      const attestation = Buffer.concat([
        bytes('a3'),
        bytes('63'),
        Buffer.from('fmt'),
        bytes('64'),
        Buffer.from('none'),
        bytes('67'),
        Buffer.from('attStmt'),
        bytes('a0'),
        bytes('68'),
        Buffer.from('authData'),
        Buffer.from([0x58, data.length]),
        data,
      ])
      return credential({
        clientDataJSON: clientData('webauthn.create', challenge).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      })
    },
    answer({ challenge }: Options) {
      const client = clientData('webauthn.get', challenge)
      const data = head(0)
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      return credential({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
      })
    },
  }

  function credential(response: object) {
    return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} }
  }
}
