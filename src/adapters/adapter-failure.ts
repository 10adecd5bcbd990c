import type { AdapterResponse, MessageType } from './adapter.js';

/** Why a system could not be asked, or its answer not be used; the message is for people, and holds no secret. */
export class AdapterFailure extends Error {
  override readonly name = 'AdapterFailure';

  constructor(
    readonly type: MessageType,
    message: string,
  ) {
    super(message);
  }

  response(payload: unknown = null): AdapterResponse {
    return { success: false, payload, messages: [{ type: this.type, text: this.message }] };
  }
}
