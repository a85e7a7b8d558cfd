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
/// The arguments are variables of the caller with the same names. Each arm is a function with the level's target features,
/// and the kernel must be inlined into it: a generic function cannot have target features that depend on its type.
macro_rules! dispatch {
    ($level:expr, fn $name:ident $(<$generic:ident: $bound:path>)? ($($argument:ident: $type:ty),* $(,)?) $(-> $output:ty)? {
        vector<$lanes:ident>($proof:ident) => $vector:expr,
        scalar => $scalar:expr $(,)?
    }) => {
        match $level {
            #[cfg(target_arch = "x86_64")]
            $crate::kernel::level::Level::Avx512 => {
                #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt,avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2")]
                fn $name $(<$generic: $bound>)? ($($argument: $type),*) $(-> $output)? {
                    #[allow(unused)]
                    type $lanes = $crate::kernel::simd::avx512::Avx512;
                    // SAFETY: this function enables all features of the proof.
                    let $proof = unsafe { $crate::kernel::simd::avx512::Proof::assume() };
                    $vector
                }
                // SAFETY: a level is chosen only if the processor has its features.
                unsafe { $name($($argument),*) }
            }
            #[cfg(target_arch = "x86_64")]
            $crate::kernel::level::Level::Avx2 => {
                #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
                fn $name $(<$generic: $bound>)? ($($argument: $type),*) $(-> $output)? {
                    #[allow(unused)]
                    type $lanes = $crate::kernel::simd::avx2::Avx2;
                    // SAFETY: this function enables all features of the proof.
                    let $proof = unsafe { $crate::kernel::simd::avx2::Proof::assume() };
                    $vector
                }
                // SAFETY: a level is chosen only if the processor has its features.
                unsafe { $name($($argument),*) }
            }
            #[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
            $crate::kernel::level::Level::Neon => {
                #[target_feature(enable = "neon")]
                fn $name $(<$generic: $bound>)? ($($argument: $type),*) $(-> $output)? {
                    #[allow(unused)]
                    type $lanes = $crate::kernel::simd::neon::Neon;
                    // SAFETY: NEON is part of the target.
                    let $proof = unsafe { $crate::kernel::simd::neon::Proof::assume() };
                    $vector
                }
                // SAFETY: NEON is part of the target.
                unsafe { $name($($argument),*) }
            }
            _ => $scalar,
        }
    };
}
pub(in crate::kernel) use dispatch;
