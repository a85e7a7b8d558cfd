//! The dispatch macro: compiles a kernel for each level and calls the build for the given one.

/// Calls a kernel that is generic over lanes with the level's lanes, or its scalar code if the level has none.
///
/// ```text
/// dispatch!(level, fn scan(tables: &VectorTables, text: &str) -> usize {
///     vector<L>(proof) => scan::scan::<L>(proof, tables, text),
///     scalar => scalar::scan(&tables.trie, text),
/// })
/// ```
///
/// The arguments are variables of the caller with the same names. The vector arm is a function with the level's target features,
/// and the kernel must be inlined into it: a generic function cannot have target features that depend on its type.
macro_rules! dispatch {
    ($level:expr, fn $name:ident $(<$generic:ident: $bound:path>)? ($($argument:ident: $type:ty),* $(,)?) $(-> $output:ty)? {
        vector<$lanes:ident>($proof:ident) => $vector:expr,
        scalar => $scalar:expr $(,)?
    }) => {{
        /// Calls the build of a level.
        #[allow(unused_macros)] // on processors without one
        macro_rules! build {
            ($module:ident, $of:ident, $features:literal) => {{
                #[target_feature(enable = $features)]
                fn $name $(<$generic: $bound>)? ($($argument: $type),*) $(-> $output)? {
                    #[allow(unused)]
                    type $lanes = $crate::kernel::simd::$module::$of;
                    // SAFETY: this function enables all features of the proof.
                    let $proof = unsafe { $crate::kernel::simd::$module::Proof::assume() };
                    $vector
                }
                // SAFETY: a level is chosen only if the processor has its features.
                unsafe { $name($($argument),*) }
            }};
        }
        match $level {
            #[cfg(target_arch = "x86_64")]
            $crate::kernel::level::Level::Avx512 => {
                build!(avx512, Avx512, "avx2,bmi1,bmi2,lzcnt,popcnt,avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2")
            }
            #[cfg(target_arch = "x86_64")]
            $crate::kernel::level::Level::Avx2 => build!(avx2, Avx2, "avx2,bmi1,bmi2,lzcnt,popcnt"),
            #[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
            $crate::kernel::level::Level::Neon => build!(neon, Neon, "neon"),
            _ => $scalar,
        }
    }};
}
pub(in crate::kernel) use dispatch;
