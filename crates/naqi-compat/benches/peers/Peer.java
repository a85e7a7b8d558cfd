// Lucene, for `cargo bench -p naqi-compat --bench peers`: the same commands as peer.py.

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicNormalizer;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.ckb.SoraniNormalizer;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.fa.PersianNormalizer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

public class Peer {
    static final String[] NAMES = {
        "arabic_normalization", "persian_normalization", "sorani_normalization", "standard_tokenizer", "decimal_digit",
        "standard_lower_norm", "standard_lower_norm_stem", "arabic_analyzer", "arabic_analyzer_nostop"
    };
    /** The time that an operation runs before it is timed, once for each text, for the JVM's compiler. */
    static final long WARM_UP = 700_000_000L;

    record Term(int start, int end, String text) {}

    interface Call {
        Object on(String text) throws IOException;
    }

    static Call call(String name) {
        switch (name) {
            case "lucene.arabic_normalization":
                return text -> { char[] c = text.toCharArray(); return new String(c, 0, new ArabicNormalizer().normalize(c, c.length)); };
            case "lucene.persian_normalization":
                return text -> { char[] c = text.toCharArray(); return new String(c, 0, new PersianNormalizer().normalize(c, c.length)); };
            case "lucene.sorani_normalization":
                return text -> { char[] c = text.toCharArray(); return new String(c, 0, new SoraniNormalizer().normalize(c, c.length)); };
            case "lucene.arabic_analyzer":
                return terms(new ArabicAnalyzer());
            case "lucene.arabic_analyzer_nostop":
                return terms(new ArabicAnalyzer(CharArraySet.EMPTY_SET));
            default:
                return terms(analyzer(name));
        }
    }

    static Analyzer analyzer(String name) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer tokenizer = new StandardTokenizer();
                TokenStream stream = tokenizer;
                if (name.endsWith("decimal_digit")) stream = new DecimalDigitFilter(stream);
                if (name.contains("lower_norm")) stream = new ArabicNormalizationFilter(new LowerCaseFilter(stream));
                if (name.endsWith("stem")) stream = new ArabicStemFilter(stream);
                return new TokenStreamComponents(tokenizer, stream);
            }
        };
    }

    static Call terms(Analyzer analyzer) {
        return text -> {
            List<Term> terms = new ArrayList<>();
            try (TokenStream stream = analyzer.tokenStream("text", text)) {
                CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
                OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
                stream.reset();
                while (stream.incrementToken()) terms.add(new Term(offset.startOffset(), offset.endOffset(), term.toString()));
                stream.end();
            }
            return terms;
        };
    }

    static Object sink;

    static long pass(Call call, String[] texts) throws IOException {
        long start = System.nanoTime();
        for (String text : texts) sink = call.on(text);
        return System.nanoTime() - start;
    }

    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ' || c == '"' || c == '\\') out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        return out.append('"').toString();
    }

    static String json(String text, Object given) {
        if (given instanceof String) return quoted((String) given);
        List<String> out = new ArrayList<>();
        for (Object each : (List<?>) given) {
            Term term = (Term) each;
            int start = text.codePointCount(0, term.start), end = start + text.codePointCount(term.start, term.end);
            out.add("[" + start + "," + end + "," + quoted(term.text) + "]");
        }
        return "[" + String.join(",", out) + "]";
    }

    public static void main(String[] arguments) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        String warm = "", line;
        while ((line = commands.readLine()) != null) {
            String[] of = line.split(" ");
            if (of[0].equals("list")) {
                System.out.println("lucene." + String.join(" lucene.", NAMES));
                continue;
            }
            String text = Files.readString(Path.of(of[2]));
            String[] texts = of[3].equals("lines") ? text.split("\n", -1) : new String[] {text};
            Call call = call(of[1]);
            if (of[0].equals("check")) {
                List<String> out = new ArrayList<>();
                for (String each : texts) out.add(json(each, call.on(each)));
                Files.write(Path.of(of[4]), out);
                System.out.println("done");
                continue;
            }
            String what = String.join(" ", of);
            for (long start = System.nanoTime(); !what.equals(warm) && System.nanoTime() - start < WARM_UP;) pass(call, texts);
            warm = what;
            System.out.println(pass(call, texts));
        }
    }
}
