//! Contenders in turn, round after round, as `benches/lib/rounds.mjs` does it in JavaScript.

use crate::material::Answer;
use rustix::time::{ClockId, clock_gettime};
use serde_json::{Value, json};
use std::time::Instant;

const ROUNDS: usize = 11;
/// How long one contender's turn in a round should take.
const TURN_US: f64 = 8_000.0;
/// How long each runs before anything counts.
const WARM_UP_US: f64 = 30_000.0;

/// Does the operation once.
pub(crate) type Operation<'a> = Box<dyn Fn() -> Answer<()> + 'a>;

struct Run<'a> {
    name: &'static str,
    operation: Operation<'a>,
    count: u32,
    wall: Vec<f64>,
    processor: Vec<f64>,
}

/// Microseconds an operation for each contender: minimum and median, by the wall clock and by processor time.
pub(crate) fn interleaved(contenders: Vec<(&'static str, Operation<'_>)>) -> Answer<Vec<(String, Value)>> {
    let mut runs = Vec::new();
    for (name, operation) in contenders {
        let (mut count, mut spent) = (1, 0.0);
        while spent < WARM_UP_US {
            let one = time(&operation, count)?.0.max(0.001);
            spent += one * f64::from(count);
            count = ((TURN_US / one).ceil() as u32).max(1);
        }
        runs.push(Run { name, operation, count, wall: Vec::new(), processor: Vec::new() });
    }
    for round in 0..ROUNDS {
        for i in 0..runs.len() {
            // Another one begins each time.
            let next = (round + i) % runs.len();
            let run = &mut runs[next];
            let (wall, processor) = time(&run.operation, run.count)?;
            run.wall.push(wall);
            run.processor.push(processor);
        }
    }
    Ok(runs.into_iter().map(|run| (run.name.to_owned(), summary(run.wall, run.processor))).collect())
}

fn time(operation: &Operation<'_>, count: u32) -> Answer<(f64, f64)> {
    let (wall, processor) = (Instant::now(), processor_us());
    for _ in 0..count {
        operation()?;
    }
    let count = f64::from(count);
    Ok((wall.elapsed().as_secs_f64() * 1e6 / count, (processor_us() - processor) / count))
}

fn processor_us() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e6 + time.tv_nsec as f64 / 1e3
}

fn summary(wall: Vec<f64>, processor: Vec<f64>) -> Value {
    let of = |mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        (times[0], times[times.len() / 2])
    };
    let ((minimum, median), (least, middle)) = (of(wall), of(processor));
    json!({ "minimum": minimum, "median": median, "processor": { "minimum": least, "median": middle } })
}
