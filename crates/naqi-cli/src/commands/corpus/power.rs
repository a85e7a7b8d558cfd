//! Fits a power law to points: y = factor · x^exponent, a straight line in a plot with two logarithmic axes.

#[derive(Clone, Copy, Debug)]
pub struct Power {
    pub factor: f64,
    pub exponent: f64,
}

impl Power {
    /// Least squares over the logarithms; none if fewer than three points differ.
    pub fn through(points: impl Iterator<Item = (u64, u64)>) -> Option<Self> {
        let logs: Vec<(f64, f64)> =
            points.filter(|&(x, y)| x > 0 && y > 0).map(|(x, y)| ((x as f64).ln(), (y as f64).ln())).collect();
        let count = logs.len() as f64;
        let (x, y) = logs.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0 / count, sum.1 + point.1 / count));
        let spread: f64 = logs.iter().map(|point| (point.0 - x).powi(2)).sum();
        if logs.len() < 3 || spread < 1e-9 {
            return None;
        }
        let exponent = logs.iter().map(|point| (point.0 - x) * (point.1 - y)).sum::<f64>() / spread;
        Some(Self { factor: (y - exponent * x).exp(), exponent })
    }
}

/// Whole numbers from one to `last`, about a twentieth apart, `last` included.
pub fn steps(last: u64) -> impl Iterator<Item = u64> {
    let next = move |&at: &u64| (at < last).then(|| next_step(at).min(last));
    std::iter::successors((last > 0).then_some(1), next)
}

pub fn next_step(at: u64) -> u64 {
    at + (at / 20).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_has_the_exponent_two() {
        let power = Power::through(steps(1000).map(|x| (x, 3 * x * x))).unwrap();
        assert!((power.exponent - 2.0).abs() < 1e-9 && (power.factor - 3.0).abs() < 1e-6, "{power:?}");
        assert!(Power::through([(5, 1), (5, 2), (5, 3)].into_iter()).is_none());
    }

    #[test]
    fn steps_end_at_the_last() {
        assert_eq!(steps(0).count(), 0);
        assert_eq!(steps(3).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(steps(1_000_003).last(), Some(1_000_003));
    }
}
