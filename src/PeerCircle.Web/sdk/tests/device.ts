import { MemoryOfflineStorage, type KeptEntries, type PeerCircleClient } from "../src/index.ts";
import { gatherMs } from "../src/offline/keeper.ts";
import { conversationId, pass, Script, settle } from "./script.ts";

/** A device on which one client lives after the other. */
export class Device {
  readonly script = new Script();
  readonly offline = new CountingStorage();
  client: PeerCircleClient = this.script.client({ offline: this.offline });

  get room() {
    return this.client.conversation(conversationId);
  }

  /** The words of the messages, and of the posts that wait. */
  get shown(): (string | undefined)[] {
    const { messages, pending } = this.room.getSnapshot();
    return [...messages.map(({ text }) => text), ...pending.map(({ text }) => text)];
  }

  /** Online, with a conversation open that has some messages, and long enough for that to be kept. */
  async online(seqs = 3): Promise<this> {
    await this.script.online(this.client, seqs);
    await pass(gatherMs);
    return this;
  }

  /** The page is closed and opened again, with the conversation. */
  async again(): Promise<void> {
    this.client.close();
    await settle();
    this.client = this.script.client({ offline: this.offline });
    void this.client.connect().catch(() => undefined);
    this.room.open();
    await settle();
  }

  async againOffline(): Promise<void> {
    this.script.isUnreachable = true;
    await this.again();
  }

  /** The network is back. Answers the first `Sync`. */
  async reach() {
    this.script.isUnreachable = false;
    this.client.retryNow();
    await settle();
    return this.script.take("Sync");
  }
}

class CountingStorage extends MemoryOfflineStorage {
  readonly saved: KeptEntries[] = [];
  /** How long reading takes, in milliseconds. */
  takesMs = 0;

  override async load() {
    if (this.takesMs > 0) await new Promise((resolve) => setTimeout(resolve, this.takesMs));
    return super.load();
  }

  override async save(claim: string, changes: KeptEntries): Promise<void> {
    this.saved.push(changes);
    await super.save(claim, changes);
  }

  async names(): Promise<string[]> {
    return [...((await this.load())?.entries.keys() ?? [])].sort();
  }
}
