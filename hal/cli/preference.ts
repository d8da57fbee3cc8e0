// In a command-line build this is the module `preference`: nothing survives, so that equal words give equal bytes.

/** What is used of the SDK's `Preference`. */
export default class Preference {
  static get(_domain: string, _key: string): undefined {}

  static set(_domain: string, _key: string, _value: ArrayBuffer): void {}
}
