/**
 * What travels between page and server, as `bot/demo/page/README.md` says it.
 *
 * @typedef {{id: string, name: string, language: string, direction: "ltr" | "rtl", role?: string}} Somebody
 * @typedef {{code: string, name: string, direction: string}} Language
 * @typedef {{id: string, title: string, about: string}} Story
 * @typedef {{bot: string, organisation: string, group: string, languages: Language[],
 *   people: Somebody[], staff: Somebody[], stories: Story[]}} Town
 *
 * @typedef {{type: string, offset: number, length: number, url?: string}} Entity
 * @typedef {{label: string, link: boolean}} Button
 * @typedef {{id: number, sender: string, name: string, at: string, text?: string,
 *   direction?: string, entities?: Entity[], photo?: string, voice?: string, seconds?: number,
 *   document?: string, opens?: string, location?: {latitude: number, longitude: number},
 *   reply_to?: {id: number, name: string, text: string}, buttons?: Button[][],
 *   edited?: boolean, sign?: string, service?: string}} Message
 * @typedef {{chat: string, kind: "private" | "group", title: string, messages: Message[],
 *   keyboard: string[][], placeholder: string, commands: {command: string, description: string}[],
 *   about: string, blocked: boolean, typing: boolean}} Phone
 *
 * @typedef {{user: string, chat: string, text: string, alert: boolean, link: boolean}} Note
 * @typedef {{number: number, at: string, what: string, who: string, words: string}} Happened
 * @typedef {{telegram: number, inbox: number, outbox: number,
 *   bot: "starting" | "running" | "stopped" | "killed", back_in: number | null, ahead: number}} Counts
 * @typedef {{chat: string, user: string, kind: "key" | "button" | "words" | "voice",
 *   label: string, message?: number, seconds: number}} Finger
 * @typedef {{playing: string | null, told: string, step: number, finger: Finger | null}} Playing
 */
export {};
