/** Tells the parent process where the server listens, and, when asked, how much CPU time it has used. */
export function reportTo(parent: NodeJS.Process, url: string): void {
  parent.on('message', () => {
    const { user, system } = process.cpuUsage();
    parent.send?.({ microseconds: user + system });
  });
  parent.send?.({ url });
}
