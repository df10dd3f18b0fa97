/* One loop for every contender: ask for a month, wait until the page says it is painted, then one more frame.
   bench.step(month) asks, bench.shown is the month whose points were drawn last. */
async ({ steps, months, windows, windowMs, limitMs }) => {
  const { bench } = window;
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const after = () => new Promise((done) => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); });
  const month = (k) => 2 + ((k * 37) % (months - 4));
  const painted = async (wanted, since) => {
    while (bench.shown !== wanted) {
      if (performance.now() - since > limitMs) return false;
      await frame();
    }
    return true;
  };

  const latencies = [], started = performance.now();
  for (let k = 1; k <= steps && performance.now() - started < limitMs; k++) {
    await frame();
    const since = performance.now();
    bench.step(month(k));
    if (!(await painted(month(k), since))) return { latencies, rates: [], stuck: limitMs };
    await frame();
    await after();
    latencies.push(performance.now() - since);
  }

  /* As fast as it can: the next step as soon as the one before is drawn, at most one a frame. */
  const rates = [];
  for (let w = 0; w < windows; w++) {
    const since = performance.now();
    let done = 0;
    while (performance.now() - since < windowMs) {
      const wanted = month(steps + 1 + w * 1000 + done);
      bench.step(wanted);
      await frame();
      if (!(await painted(wanted, performance.now()))) return { latencies, rates, stuck: limitMs };
      done++;
    }
    rates.push(done / ((performance.now() - since) / 1000));
  }
  return { latencies, rates };
}
